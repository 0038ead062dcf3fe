"""Runs a Lambda function of Python: python3 python-runtime.py MODULE HANDLER.

Requests come on the standard input, a line each; replies go to the file descriptor 3."""

import decimal
import importlib
import json
import logging
import os
import sys
import time
import traceback

path, handler_name = sys.argv[1:3]
sys.path.insert(0, os.getcwd())


class Context:
    """docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    identity = None

    def __init__(self, described, deadline_ms):
        self.function_name = described["functionName"]
        self.function_version = described["functionVersion"]
        self.invoked_function_arn = described["invokedFunctionArn"]
        self.memory_limit_in_mb = described["memoryLimitInMB"]
        self.aws_request_id = described["awsRequestId"]
        self.log_group_name = described["logGroupName"]
        self.log_stream_name = described["logStreamName"]
        self.client_context = described.get("clientContext")
        self._deadline_ms = deadline_ms

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline_ms - time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class RuntimeFault(Exception):
    """A failure that Lambda's runtime names, and not the function."""

    def __init__(self, error_type, message):
        super().__init__(message)
        self.error_type = error_type


def load():
    """docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html"""
    module = os.path.splitext(os.path.relpath(os.path.realpath(path)))[0].replace(os.sep, ".")
    try:
        loaded = importlib.import_module(module)
    except ImportError as error:
        advise(error)
        raise RuntimeFault("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}")
    except SyntaxError as error:
        raise RuntimeFault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}")
    if hasattr(loaded, handler_name):
        return getattr(loaded, handler_name)
    raise RuntimeFault("Runtime.HandlerNotFound", f"Handler '{handler_name}' missing on module '{module}'")


def advise(error):
    print(
        f"{path} cannot be loaded: {error}. Install what it imports for python3 of this machine, or beside it with "
        f"'python3 -m pip install --target {os.getcwd()} PACKAGE'.",
        file=sys.stderr,
    )


def failure(error):
    return {
        "type": "failed",
        "errorType": getattr(error, "error_type", type(error).__name__),
        "errorMessage": str(error),
        "trace": "".join(traceback.format_exception(type(error), error, error.__traceback__)),
    }


def marshalled(value):
    try:
        return json.dumps({"type": "returned", "value": value}, default=number, allow_nan=False)
    except Exception as error:
        raise RuntimeFault("Runtime.MarshalError", f"Unable to marshal response: {error}")


def number(value):
    """The numbers of DynamoDB, which boto3 reads as decimals, are numbers to Lambda."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def reply(handler, request):
    try:
        return marshalled(handler(request["event"], Context(request["context"], request["deadlineMs"])))
    except Exception as error:
        return json.dumps(failure(error))


def serve(replies):
    try:
        handler, unloaded = load(), None
    except Exception as error:
        handler, unloaded = None, json.dumps(failure(error))
    print('{"type": "ready"}', file=replies, flush=True)
    for line in sys.stdin:
        print(unloaded or reply(handler, json.loads(line)), file=replies, flush=True)


# The root logger has a handler on Lambda: `logger.setLevel(logging.INFO)` is all that functions do to be heard.
logging.getLogger().addHandler(logging.StreamHandler(sys.stdout))
serve(os.fdopen(3, "w"))
