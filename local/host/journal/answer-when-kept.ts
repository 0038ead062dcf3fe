import type { HttpResponse, HttpService } from '../http-message.ts';
import { JournalError } from './journal-error.ts';
import type { SqliteJournal } from './sqlite-journal.ts';

/** Answers only once whatever the answer tells of is kept (journal.ts, K2); a journal that is lost answers nothing else. */
export function answerWhenKept(service: HttpService, journal: SqliteJournal): HttpService {
  return async (request) => {
    try {
      const response = await service(request);
      await journal.kept();
      return response;
    } catch (error) {
      if (error instanceof JournalError) return refusal(error);
      throw error;
    }
  };
}

function refusal({ message }: JournalError): HttpResponse {
  return {
    status: 500,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: 'InternalFailure', message }),
  };
}
