"""Files that are no text: Word, OpenDocument, PDF."""
