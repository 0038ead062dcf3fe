/** Documents that the sample events are about. */
export const streamDocuments = [
  { documentId: 'tax-guide-2026', title: 'Tax Guide 2026', subject: 'tax' },
  { documentId: 'merger-filings', title: 'Filing a Merger', subject: 'competition' },
  { documentId: 'data-act', title: 'The Data Act, Annotated', subject: 'privacy' },
] as const;
