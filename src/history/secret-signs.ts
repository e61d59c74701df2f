/** By what a credential is known: the name that it stands with, or its own shape. Pure. */

/** Whole words of a name, written `snake_case`, `camelCase`, or both at once. */
const SENSITIVE_WORD =
  /^(pass|passcode|passphrase|passwd|passwords?|pin|pw|pwd|secrets?|credentials?|creds?|apikey|tokens?|auth|authorization|bearer|jwt|sas|signature|sig)$/;

/** In names that are written as one word: `s3secretkey`, `mypassword`. */
const SENSITIVE_PART =
  /passw|passphrase|secret|credential|(api|access|private|account|shared|encryption|signing)_?key|(session|access|auth|refresh|bearer)_?token|session_?id|connection_?string|webhook/;

/** Whether what stands with this name is likely a credential. */
export function isSensitiveName(name: string): boolean {
  if (name.length > 128) {
    return false;
  }
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return (
    words.some(word => SENSITIVE_WORD.test(word)) ||
    SENSITIVE_PART.test(name.toLowerCase())
  );
}

/** Each has bounds, so that a long text of no meaning is read in time that grows with its length. */
const SHAPES = [
  // user:password@host in a URL
  /\b[a-z][a-z\d+.-]{0,30}:\/\/[^\s/:@]{0,256}:[^\s/@]{1,512}@/i,
  // password=…, PWD=…, sig=…, "token": "…" in connection strings, URLs, JSON and notes
  /(passw(or)?d|pwd|passphrase|secret|token|credentials?|api[_-]?key|(access|account|private|shared)[_-]?(access)?[_-]?key([_-]?id)?|\bsig(nature)?|authorization)["']?\s*(=|:|\bis\b)\s*\S/i,
  // access keys of AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  /\b(AKIA|ASIA)[A-Z\d]{12,}\b/,
  // JSON Web Tokens
  /\beyJ[\w-]{8,2000}\.[\w-]{8}/,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY/,
  /\b(bearer|basic)\s+[\w+/=.-]{12,}/i,
  // tokens with a prefix of their maker's: GitHub, GitLab, Slack, Stripe, Google
  /\b(gh[pousr]_[A-Za-z\d]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|[sr]k_(live|test)_\w{10,}|AIza[\w-]{30,})/
];

/** Whether a text holds what looks like a credential, whatever stands around it. */
export const looksSecret = (text: string): boolean =>
  SHAPES.some(shape => shape.test(text));
