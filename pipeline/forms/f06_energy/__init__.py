"""F06 水電能耗台賬: meter readings, bills of any cycle length, saving measures compared before and after."""
