"""Windows that ask or tell, made when first needed so that the start of the program stays quick."""
