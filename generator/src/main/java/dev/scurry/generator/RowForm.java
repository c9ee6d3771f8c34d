package dev.scurry.generator;

/** How the rows of a file are written. */
interface RowForm {

  /** A row as an event in JSON, or null where it can't be read. */
  Row read(byte[] line);

  /**
   * One row.
   *
   * @param user null where it names none
   * @param json the event
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Row(String user, byte[] json) {}
}
