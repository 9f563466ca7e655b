/** Goes into the user-agent of every call; a test holds it equal to this package's version. */
export const belfryVersion = '0.1.0';
