"""A year of many offices at once: by processes here, or by a cluster; one office's failure stops no other."""

from nianbao.batching.batch import Batch, jobs_for, run_batch, run_here
from nianbao.batching.batch_log import BatchLog
from nianbao.batching.choosing import chosen
from nianbao.batching.cluster import run_on
from nianbao.batching.job import Job, failure, run_job

__all__ = ["Batch", "BatchLog", "Job", "chosen", "failure", "jobs_for", "run_batch", "run_here", "run_job", "run_on"]
