/**
 * Reads files of {@code key1,key2,distance}: bytes in, ranks and distances out, no object a line.
 */
package dev.scurry.cli.pairs;
