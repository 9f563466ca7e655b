import type { Transaction } from '../objects.ts';
import { customerId, externalCustomerId, walletAddress, workspaceId } from './ids.ts';

export const newTransaction: Transaction = {
  workspaceId,
  transactionId: '2c7f0e94-b618-4d35-a9e2-5f1b8c6d7a03',
  externalTransactionId: 'withdrawal-99120',
  customerId,
  externalCustomerId,
  direction: 'Out',
  status: 'Pending',
  amount: '1250.00',
  currency: 'USDC',
  network: 'ethereum',
  hash: null,
  originator: { name: 'Ingrid Solberg', address: walletAddress, country: 'NOR' },
  beneficiary: { name: null, address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D', country: 'NLD' },
  createdBy: 'payments@example.com',
  createdAt: '2026-03-04T12:00:00.250Z',
};

export const approvedTransaction: Transaction = {
  ...newTransaction,
  status: 'Approved',
  hash: '0x9fc76417374aa880d4449a1f7f31ec597f00b1f6f3dd2d66f4c9c6c445836d8b',
  riskScore: 'Low',
  updatedBy: 'liv.moen@example.com',
  updatedAt: '2026-03-04T12:03:18.771Z',
};

export const deletedTransaction: Transaction = {
  ...newTransaction,
  status: 'Rejected',
  reason: 'Recorded twice',
  deletedBy: 'liv.moen@example.com',
  deletedAt: '2026-03-04T12:09:47.015Z',
};
