"""The side panel, built wholly from the catalogue and the declarations of parameters; no operation is named here."""
