/**
 * Who may import whom, as tables: between packages, and between the rooms of the server and of the console. What a
 * table does not allow is a breach, and so is a package or a room that no table knows: a new one is entered here first.
 */

/** Packages of ours that the sources of a package may import. */
const packageLaw: Readonly<Record<string, readonly string[]>> = {
  dialects: [],
  receiver: ['dialects'],
  api: ['dialects'],
  console: ['api', 'dialects'],
  cli: ['api', 'receiver'],
  server: ['api', 'dialects'],
};

/** What the tests, the demo and the bench of a package may import beyond that. */
const packageLawOutsideSources: Readonly<Record<string, readonly string[]>> = {
  console: ['server'],
  server: ['receiver'],
};

interface RoomLaw {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

/** The rooms of packages/server/src. "main" is the files directly in src, and commands/. */
const serverRooms: Readonly<Record<string, RoomLaw>> = {
  domain: { rooms: [], packages: ['dialects'] },
  runtime: { rooms: [], packages: [] },
  store: { rooms: ['domain'], packages: ['dialects'] },
  app: { rooms: ['domain', 'store'], packages: ['dialects'] },
  engine: { rooms: ['app', 'domain', 'store'], packages: ['dialects'] },
  http: { rooms: ['app', 'domain', 'store'], packages: ['api', 'dialects'] },
  vendors: { rooms: ['app', 'domain', 'store'], packages: ['api', 'dialects'] },
  main: {
    rooms: ['domain', 'runtime', 'store', 'app', 'engine', 'http', 'vendors'],
    packages: ['api', 'dialects'],
  },
};

/** Rooms of packages/console/src. "main" is the files directly in src. A page uses no other page. */
const consoleRooms: Readonly<Record<string, RoomLaw>> = {
  api: { rooms: [], packages: ['api', 'dialects'] },
  ui: { rooms: [], packages: [] },
  parts: { rooms: ['ui'], packages: ['api', 'dialects'] },
  pages: { rooms: ['api', 'parts', 'ui'], packages: ['api', 'dialects'] },
  main: { rooms: ['api', 'pages', 'parts', 'ui'], packages: ['api', 'dialects'] },
};

const roomsOf: Readonly<Record<string, Readonly<Record<string, RoomLaw>>>> = {
  console: consoleRooms,
  server: serverRooms,
};

/** Their build puts what they import into one file, so that a development dependency is enough for them. */
export const bundledPackages: readonly string[] = ['receiver', 'console'];

/** Where no vendor may be named: what is built here serves every vendor's contract alike. */
export const vendorFreePlaces: readonly string[] = [
  'packages/api/',
  'packages/server/src/app/',
  'packages/server/src/domain/',
  'packages/server/src/engine/',
  'packages/server/src/store/',
];

export const vendorNames: readonly string[] = ['compilot', 'dotfile', 'svix'];

export const linesPerFileMax = 300;

/** Where a file stands, by its path from the root of the repository. */
export interface Place {
  /** The folder's name under packages/; null for what belongs to no package. */
  readonly package: string | null;
  /** A source runs in production; the rest is tests, demo, bench, scripts and configuration. */
  readonly source: boolean;
  /** A room of the server or the console; null for every file that is not one of their sources. */
  readonly room: string | null;
  /** The folder of a page of the console, which imports nothing of another page; null elsewhere. */
  readonly page: string | null;
}

export function placeOf(path: string): Place {
  const [top, packageName, area, ...inside] = path.split('/');
  if (top !== 'packages' || packageName === undefined) {
    return { package: null, source: false, room: null, page: null };
  }
  const source = area === 'src' && !isTest(path);
  if (!source || roomsOf[packageName] === undefined) {
    return { package: packageName, source, room: null, page: null };
  }
  const folder = inside.length > 1 ? (inside[0] ?? 'main') : 'main';
  const room = packageName === 'server' && folder === 'commands' ? 'main' : folder;
  const page =
    packageName === 'console' && room === 'pages' && inside.length > 2 ? (inside[1] ?? null) : null;
  return { package: packageName, source, room, page };
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /^packages\/[^/]+\/test\//.test(path);
}

/** Whether the tables know the place: null, or what is missing, as a sentence. */
export function unknownPlace(place: Place): string | null {
  if (place.package !== null && packageLaw[place.package] === undefined) {
    return `the package "${place.package}" is not in scripts/import-law.ts`;
  }
  if (place.room !== null && lawOf(place) === undefined) {
    return `the ${place.package}'s room "${place.room}" is not in scripts/import-law.ts`;
  }
  return null;
}

/** Whether `from` may import a package of ours by its name: null, or why not, as a sentence. */
export function packageImportProblem(from: Place, packageName: string): string | null {
  if (from.package === null) return null;
  const allowed = from.source
    ? (packageLaw[from.package] ?? [])
    : [...(packageLaw[from.package] ?? []), ...(packageLawOutsideSources[from.package] ?? [])];
  if (!allowed.includes(packageName)) return `"${from.package}" may not import "${packageName}"`;
  const room = lawOf(from);
  if (room !== undefined && !room.packages.includes(packageName)) {
    return `the ${from.package}'s room "${from.room}" may not import "${packageName}"`;
  }
  return null;
}

/** Whether `from` may import the file at `to` by a relative path: null, or why not, as a sentence. */
export function fileImportProblem(from: Place, to: Place, toPath: string): string | null {
  if (from.package !== to.package) {
    return `a relative path leaves ${from.package === null ? 'the scripts' : `"${from.package}"`}: ${toPath}`;
  }
  if (!from.source) return null;
  if (!to.source) return isOutside(toPath) ? `a source may not import tests, demo or bench: ${toPath}` : null;
  if (from.room === null || to.room === null) return null;
  if (from.page !== null && to.page !== null && from.page !== to.page) {
    return `the page "${from.page}" may not import the page "${to.page}"`;
  }
  if (from.room === to.room) return null;
  const allowed = lawOf(from)?.rooms ?? [];
  return allowed.includes(to.room) ? null : `"${from.room}" may not import "${to.room}"`;
}

function lawOf({ package: packageName, room }: Place): RoomLaw | undefined {
  return packageName === null || room === null ? undefined : roomsOf[packageName]?.[room];
}

function isOutside(path: string): boolean {
  return isTest(path) || /^packages\/[^/]+\/(bench|demo)\//.test(path);
}
