/** The records that the examples share, so that one example's ids lead to another. */
export const projectId = '3d0f8a52-9c47-4e1b-8a6d-b7c15e2f9043';
export const workspaceId = 'f2b86c1e-4d73-49a0-9b58-6e0a7d3c8f21';
export const customerId = '7a91e4d3-58b0-4c26-9f17-2d8c6b0e5fa4';
export const companyId = 'c4e07b95-1f3a-4d82-b6c9-80a5d2e7f136';
export const externalCustomerId = 'user-20817';
export const walletAddress = '0x52908400098527886E0F7030069857D2E4169EE7';
export const onboardingExecutionId = '0b7d3f86-92e5-4a1c-8d40-f6a9c5e1b372';
