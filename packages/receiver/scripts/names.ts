import type { ObjectShape, Property, Shape } from './shapes.ts';

/** What the body of one event type holds, beside `event` and `sub_event`. */
export interface Body {
  /** "Check.Approved". */
  readonly type: string;
  /** "Check". */
  readonly group: string;
  readonly context: Shape;
  /** The property that holds the object, or all properties where they stand at the top level. */
  readonly entity: readonly Property[];
}

/**
 * Names for where the rule (owner and property) makes a poor one, by "Owner.property", or "*.property" for any
 * owner; "#" stands for the kind of a union's member.
 */
const chosenNames: Readonly<Record<string, string>> = {
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

/** The properties by which the members of a union are told apart. */
const tagKeys: ReadonlySet<string> = new Set(['type', 'vendor', 'name', 'model']);

/**
 * Names every object that the bodies hold, once each: an entity by its group ("DocumentOrder"), what is inside by
 * the name of its owner and its property ("CaseRisk"), the parts of a context by "Context". Throws where two
 * different objects would get one name: choose one in the table above.
 */
export function nameObjects(bodies: readonly Body[]): ReadonlyMap<ObjectShape, string> {
  const naming = new Naming();
  // The entities first: a company inside a case is a Company, not a CaseCompany.
  for (const { type, group, entity } of bodies) {
    for (const { shape } of entity)
      naming.name(shape, `${type.endsWith('.Deleted') ? 'Deleted' : ''}#${group}`);
  }
  for (const { entity } of bodies) for (const { shape } of entity) naming.nameInside(shape);
  for (const { context } of bodies) naming.nameContext(context);
  return naming.names;
}

class Naming {
  readonly names = new Map<ObjectShape, string>();
  readonly #taken = new Set<string>();

  nameContext(shape: Shape): void {
    const [context] = objectsIn(shape);
    if (context === undefined) throw new Error('A context is an object.');
    const parts = context.properties.filter(({ shape: part }) => objectsIn(part).length > 0);
    const added = parts.filter(({ key }) => key !== 'workspace').map(({ key }) => pascal(key));
    this.name(context, added.length === 0 ? 'Context' : `ContextWith${added.join('')}`);
    for (const { key, shape: part } of parts) {
      this.name(part, `Context${pascal(key)}`);
      this.nameInside(part);
    }
  }

  /** Names the objects that a property may hold; of several, each by its kind as well. */
  name(shape: Shape, pattern: string): void {
    const objects = objectsIn(shape);
    for (const object of objects) {
      this.#take(object, pattern.replace('#', objects.length > 1 ? kindOf(object) : ''));
    }
  }

  /** Names what is inside the objects, to any depth. */
  nameInside(shape: Shape): void {
    for (const object of objectsIn(shape)) {
      // "AmlCheckHit", not "AmlCheckDataHit".
      const owner = (this.names.get(object) ?? '').replace(/Data$/, '');
      for (const { key, shape: inner } of object.properties) {
        if (objectsIn(inner).every((each) => this.names.has(each))) continue;
        const one = isList(inner) ? singular(key) : key;
        this.name(
          inner,
          chosenNames[`${owner}.${key}`] ?? chosenNames[`*.${key}`] ?? `${owner}#${pascal(one)}`,
        );
        this.nameInside(inner);
      }
    }
  }

  #take(shape: ObjectShape, name: string): void {
    if (this.names.has(shape)) return;
    if (this.#taken.has(name)) throw new Error(`Two different objects would be named ${name}.`);
    this.#taken.add(name);
    this.names.set(shape, name);
  }
}

/** The objects of a property: itself, its items, its values, the members of its union. */
export function objectsIn(shape: Shape): readonly ObjectShape[] {
  switch (shape.kind) {
    case 'text':
      return [];
    case 'array':
      return objectsIn(shape.items);
    case 'record':
      return objectsIn(shape.values);
    case 'union':
      return shape.members.flatMap(objectsIn);
    case 'object':
      return [shape];
  }
}

/** "Aml" for a member of a union with `type: 'aml'`; nothing where it stands for several kinds. */
function kindOf(object: ObjectShape): string {
  const tag = object.properties.find(({ key }) => tagKeys.has(key))?.shape;
  return tag?.kind === 'text' && tag.text.startsWith("'") ? pascal(tag.text.slice(1, -1)) : '';
}

function isList(shape: Shape): boolean {
  return shape.kind === 'array' || (shape.kind === 'union' && shape.members.some(isList));
}

function singular(key: string): string {
  return key.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}

/** "document_order" and "noteComment" to "DocumentOrder" and "NoteComment". */
export function pascal(key: string): string {
  return key
    .split(/[_.-]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
