/** The parameters of a link that ask for a workspace: OmniSci's name, and today's HEAVY.AI's. */
export const LINK_PARAMETERS = ['omnisci', 'heavyai'] as const;
