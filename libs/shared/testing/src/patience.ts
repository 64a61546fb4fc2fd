/** Tests with real servers wait for conditions; this is when a condition will not come any more. */
jest.setTimeout(120_000);
