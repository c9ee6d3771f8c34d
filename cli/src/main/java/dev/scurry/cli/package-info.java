/** The {@code scurry} command. */
package dev.scurry.cli;
