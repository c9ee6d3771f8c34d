/** What crosses a wire: records, their JSON codec, topic names and storage paths. */
package dev.scurry.schema;
