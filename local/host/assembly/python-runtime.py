"""Runs a Lambda function of Python: python3 python-runtime.py MODULE HANDLER.

Requests come on the standard input, a line each; replies go to the file descriptor 3."""

import importlib
import json
import os
import sys
import time
import traceback

path, handler_name = sys.argv[1:3]
sys.path.insert(0, os.getcwd())


class Context:
    """docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    def __init__(self, described, deadline_ms):
        self.function_name = described["functionName"]
        self.function_version = described["functionVersion"]
        self.invoked_function_arn = described["invokedFunctionArn"]
        self.memory_limit_in_mb = described["memoryLimitInMB"]
        self.aws_request_id = described["awsRequestId"]
        self.log_group_name = described["logGroupName"]
        self.log_stream_name = described["logStreamName"]
        self._deadline_ms = deadline_ms

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline_ms - time.time() * 1000))


def load():
    name = os.path.splitext(os.path.relpath(os.path.realpath(path)))[0]
    return getattr(importlib.import_module(name.replace(os.sep, ".")), handler_name)


def failure(error):
    return {
        "type": "failed",
        "errorType": type(error).__name__,
        "errorMessage": str(error),
        "trace": traceback.format_exc(),
    }


def reply(handler, request):
    try:
        value = handler(request["event"], Context(request["context"], request["deadlineMs"]))
        return json.dumps({"type": "returned", "value": value})
    except Exception as error:
        return json.dumps(failure(error))


replies = os.fdopen(3, "w")
try:
    handler, unloaded = load(), None
except Exception as error:
    handler, unloaded = None, json.dumps(failure(error))
print('{"type": "ready"}', file=replies, flush=True)
for line in sys.stdin:
    print(unloaded or reply(handler, json.loads(line)), file=replies, flush=True)
