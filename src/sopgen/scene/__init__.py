"""The finished drawings as data: the document (`document`) and the compact flowchart (`chart`)."""
