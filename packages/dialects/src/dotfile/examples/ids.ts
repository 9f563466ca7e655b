/** The records that the examples share, so that one example's ids lead to another. */
export const caseId = 'b0d2f0c6-41c7-4f6b-a8a5-7d6c9f6f2b11';
export const companyId = 'e4f1c7aa-0b58-4a8f-8e51-54c9b0b2d7f3';
export const parentCompanyId = '91c6a2d8-7f43-4b1e-9d25-3e8f0a6b4c72';
export const ownerId = '2f6f8f1d-6b0e-4d5e-9a3e-c47e1f7c9b08';
export const directorId = 'd95b3e67-12af-4c80-a6f1-08b7c2d4e9a5';
export const noteId = '6c1d9e2f-8a47-4f35-b0c8-e7f5a3b2d416';
