"""Pictures that come from other programs and go to them: by the clipboard, or as a file for another program."""
