import * as z from 'zod';
import { amlCheck } from './aml.ts';
import { companyMonitoringCheck } from './company-monitoring.ts';
import { documentCheck } from './document.ts';
import { ekycCheck } from './ekyc.ts';
import { electronicSignatureCheck } from './electronic-signature.ts';
import { fraudDatabaseCheck } from './fraud-database.ts';
import { idDocumentCheck } from './id-document.ts';
import { idVerificationCheck } from './id-verification.ts';
import { onlineReputationCheck } from './online-reputation.ts';

/** A check as its own events carry it, told apart by `type`. */
export const check = z.discriminatedUnion('type', [
  amlCheck,
  companyMonitoringCheck,
  documentCheck,
  ekycCheck,
  electronicSignatureCheck,
  fraudDatabaseCheck,
  idDocumentCheck,
  idVerificationCheck,
  onlineReputationCheck,
]);
