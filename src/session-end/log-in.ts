/** Opens the admin's page for logging in to the database, in a tab that knows nothing of this one. */
export function openLogin(url: string): void {
  window.open(url, '_blank', 'noopener,noreferrer');
}
