"""The procedure: the table, its pages, and the flowchart drawn through its lanes."""
