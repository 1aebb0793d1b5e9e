"""The compact flowchart of its own: where its symbols and arrows stand."""
