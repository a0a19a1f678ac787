"""The only room that opens the record. It has signals, but no widgets."""
