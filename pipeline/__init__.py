"""houqin: school logistics workbooks in, statistics and a term summary out."""
