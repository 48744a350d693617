"""Everything by and about one person as a FHIR R4 Bundle, and back without loss."""
