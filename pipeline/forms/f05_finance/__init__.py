"""F05 經費收支與票據台賬: fees and deposits, refunds, invoices with three signatures, monthly publication, plans."""
