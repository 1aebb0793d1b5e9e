"""How wide and how high text is, without any font: Arial's metrics from a table, conservative for Excel; the words and
letters that all of sopgen shares."""
