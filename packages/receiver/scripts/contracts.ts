import { join } from 'node:path';
import { dialectNamed, type EventType } from '@belfry/dialects';
import { pascal } from './names.ts';

/** A contract whose events are written as TypeScript, and what its schemas do not say by themselves. */
export interface Contract {
  /** The union of its events is named after it: "DotfileEvent". */
  readonly name: string;
  /** As the vendor writes it. */
  readonly vendor: string;
  readonly catalogue: readonly EventType[];
  /** Where the modules of its events stand. */
  readonly folder: string;
  /** The property of a body that holds the event type. */
  readonly tag: string;
  /** What a body holds beside the event's object. */
  readonly envelope: ReadonlySet<string>;
  /** What the object of an event type is called. */
  readonly entityOf: (eventType: EventType) => string;
  /**
   * Names for where the rule (owner and property) makes a poor one, by "Owner.property", or "*.property" for any
   * owner; "#" stands for the kind of a union's member. By "Entity" where entities of several names are one type.
   */
  readonly chosenNames: Readonly<Record<string, string>>;
}

const dotfileNames: Readonly<Record<string, string>> = {
  '*.address': 'Address',
  '*.banking_information': 'BankingInformation',
  '*.checks': 'CheckSummary',
  '*.relations': 'Relation',
  '*.data_lineage': 'DataLineage',
  '*.author': 'User',
  '*.user': 'User',
  '*.review': 'Review',
  'Case.review': 'CaseReview',
  'CaseControl.control': 'Control',
  'DocumentCheckSettings.document_analysis': 'DocumentAnalysis',
  'DocumentCheckDetailedResults.document_analysis': 'DocumentAnalysis#Results',
  'DocumentCheckInformation.document_analysis': 'DocumentAnalysis#Information',
  'DocumentAnalysisRegistrationCertificateResults.valid_age_in_days': 'DocumentAnalysisComparison',
  'EkycCheckFraudSignalsMobileValidation.current_network': 'EkycMobileNetwork',
  '*.document': 'IdentityDocumentResults',
  'EkycCheck.ai': 'AiInterpretation',
};

export const dotfileContract: Contract = {
  name: 'Dotfile',
  vendor: 'Dotfile',
  catalogue: catalogueOf('dotfile'),
  folder: folderOf('dotfile'),
  tag: 'event',
  envelope: new Set(['event', 'sub_event', 'context']),
  entityOf: ({ group }) => group,
  chosenNames: dotfileNames,
};

/** The two types that are named after what was done, not after what it was done to. */
const compilotExecutions: Readonly<Record<string, string>> = {
  'send.scenario': 'ScenarioExecution',
  'send.verification.flow': 'VerificationFlowExecution',
};

const compilotNames: Readonly<Record<string, string>> = {
  Individual: 'Party',
  Company: 'Party',
  'ScenarioExecution.scenarios': 'ExecutedScenario',
  'ExecutedScenario.result': 'ScenarioObject',
  'ScenarioObject.result': 'ScenarioObjectResult',
  'VerificationFlowExecution.result': 'ProviderResult',
  '*.originator': 'Counterparty',
  '*.beneficiary': 'Counterparty',
};

export const compilotContract: Contract = {
  name: 'Compilot',
  vendor: 'ComPilot',
  catalogue: catalogueOf('compilot'),
  folder: folderOf('compilot'),
  tag: 'eventType',
  envelope: new Set(['eventType']),
  entityOf: ({ type }) => compilotExecutions[type] ?? pascal(type.slice(0, type.indexOf('.'))),
  chosenNames: compilotNames,
};

export const contracts: readonly Contract[] = [dotfileContract, compilotContract];

function catalogueOf(dialectName: string): readonly EventType[] {
  const dialect = dialectNamed(dialectName);
  if (dialect === undefined) throw new Error(`There is no dialect ${dialectName}.`);
  return dialect.catalogue;
}

function folderOf(scheme: string): string {
  return join(import.meta.dirname, '../src', scheme, 'events');
}
