"""The parts of a document that are no table: identity, cover, signatures."""
