/** The shim only patches globals; it has nothing to give. */
declare module 'webcrypto-shim' {}
