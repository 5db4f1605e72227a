"""An official table as an editable grid."""
