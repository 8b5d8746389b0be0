"""Three smaller schools beside the sample, each with only the modules that it has.

A further one joins by its module, with a SCHOOL, and a line in `pipeline.sample.choice`.
"""
