/** Files of {@code key1,key2,distance} on this machine. */
package dev.scurry.cli.pairs;
