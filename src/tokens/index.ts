/** The tokens through which the features of this extension meet, with their interfaces. */
export * from './connections';
export * from './drafts';
export * from './notebooks';
export * from './page-life';
export * from './result-grids';
export * from './schema';
export * from './sql-editors';
