/**
 * Sums up a result file of the test runner. A file that could not be loaded has
 * no tests and counts as one failed; so does a run that failed for a reason no
 * test shows, and a run without any result.
 */
export function countTests(result, otherFailures = 0) {
  if (result === null) return { passed: 0, failed: otherFailures + 1, skipped: 0 };
  const unloaded = result.testResults.filter(
    (file) => file.status === "failed" && !hasFailedTest(file),
  ).length;
  const counted = result.numFailedTests + unloaded;
  const hidden = counted === 0 && !result.success ? 1 : 0;
  return {
    passed: result.numPassedTests,
    failed: counted + hidden + otherFailures,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

function hasFailedTest(file) {
  return file.assertionResults.some((test) => test.status === "failed");
}

export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
