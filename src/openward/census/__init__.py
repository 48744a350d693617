"""Who is here: from what a hospital sends to movements of people between wards.

Files of HL7 v2 messages and lists of who is present become `Movement`s and `Question`s. Nothing is
written here: the pages show what would be written, ask the questions, and write.
"""
