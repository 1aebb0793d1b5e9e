"""Two versions of an SOP to what changed between them: rows and lanes paired, changes named, both sides counted.

`revisions` reads the sides (files, or revisions of a git repository), `align` pairs what belongs together, `changes`
and `rows` name the differences out of the closed list in `kinds`, `matrix` counts steps and times before and after,
`views` draws both versions with the changes marked, `comparing` puts one SOP together.
"""
