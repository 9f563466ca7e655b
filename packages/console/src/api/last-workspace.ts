const key = 'belfry-workspace';

/** The workspace that was open last in this browser; null: none, or the browser keeps nothing. */
export function lastWorkspaceId(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberWorkspace(workspaceId: string): void {
  try {
    localStorage.setItem(key, workspaceId);
  } catch {
    // The browser keeps nothing: the first workspace opens next time.
  }
}
