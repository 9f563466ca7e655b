// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.

export type ScenarioExecutionEvent = SendScenarioEvent;

/** A scenario was executed; carries the result and the user's data. */
export interface SendScenarioEvent {
  readonly eventType: 'send.scenario';
  readonly payload: ScenarioExecution;
}

export interface ScenarioExecution {
  readonly customerId: string;
  readonly externalCustomerId?: string | null;
  readonly address?: string | null;
  readonly result: 'valid' | 'not-valid' | 'skipped' | 'error' | 'unknown';
  readonly executionId: string;
  readonly scenarios: readonly ExecutedScenario[];
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

export interface ExecutedScenario {
  readonly scenarioId: string;
  readonly result: readonly ScenarioObject[];
}

export interface ScenarioObject {
  readonly objectId: string;
  readonly result: ScenarioObjectResult;
}

export interface ScenarioObjectResult {
  readonly is_valid: boolean;
  readonly reasons: readonly string[];
}
