/** The tokens through which the features of this extension meet, each with its interface. */
export * from './connections';
export * from './drafts';
export * from './notebooks';
export * from './page-life';
export * from './schema';
export * from './sql-editors';
