"""Outside formats, one file each. Importers turn public files into rate tables."""
