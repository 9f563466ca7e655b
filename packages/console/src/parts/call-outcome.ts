/** What is known of a call's end, from an attempt, a delivery or a webhook's last call. */
export interface CallEnd {
  /** 0: no answer came. */
  readonly status_code: number;
  /** Null for a success. */
  readonly error_kind: string | null;
}

/** In a few words: "200 OK", "503 Service Unavailable", "Timed out". */
export function outcomeText({ status_code: code, error_kind: kind }: CallEnd): string {
  const status = code === 0 ? null : statusText(code);
  if (kind === null || answerKinds.has(kind)) return status ?? 'No answer';
  const reason = reasons[kind] ?? kind.replaceAll('_', ' ');
  // An answer began, and did not come whole.
  return status === null ? reason : `${reason} (${code})`;
}

/** The same as short as it gets, for a narrow column: "200", "Timed out". */
export function outcomeShort(end: CallEnd): string {
  const answered = end.status_code !== 0 && (end.error_kind === null || answerKinds.has(end.error_kind));
  return answered ? String(end.status_code) : outcomeText(end);
}

export function statusText(code: number): string {
  const phrase = phrases[code];
  return phrase === undefined ? String(code) : `${code} ${phrase}`;
}

/** Failures that are an answer: the status says it all. */
const answerKinds: ReadonlySet<string> = new Set([
  'redirect',
  'client_error',
  'server_error',
  'unexpected_status',
]);

const reasons: Readonly<Record<string, string>> = {
  timeout: 'Timed out',
  dns: 'Name not found',
  connection_refused: 'Connection refused',
  connection_failed: 'Connection failed',
  connection_closed: 'Connection closed',
  tls: 'TLS failed',
  blocked_target: 'Address not allowed',
  headers_too_large: 'Headers too large',
  response_too_large: 'Answer too large',
  invalid_response: 'No HTTP answer',
  other: 'Other reasons',
};

/** RFC 9110 and what is met besides. */
const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  418: "I'm a teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  425: 'Too Early',
  429: 'Too Many Requests',
  431: 'Headers Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  520: 'Unknown Error',
  522: 'Connection Timed Out',
  524: 'A Timeout Occurred',
};
