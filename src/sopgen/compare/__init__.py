"""Two versions of an SOP to what changed between them: rows and lanes paired, changes named, both sides counted.

`revisions` finds the sides (files, or revisions of a git repository), `versions` pairs rows and lanes, `changes` and
`rows` name the differences out of the closed list in `kinds`, `matrix` counts steps and times before and after, `views`
draws both versions with the changes marked. `comparing` takes one SOP through all of it to `differences`, which
`reports` writes for people and machines.
"""
