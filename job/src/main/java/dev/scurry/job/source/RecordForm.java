package dev.scurry.job.source;

import java.io.Serializable;

/** How the fields of a record are written. */
interface RecordForm extends Serializable {

  /** Reads a record's fields; false: it is not of this form. */
  boolean read(String text, RawFields into);
}
