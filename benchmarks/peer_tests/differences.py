"""Which tests of others have an equivalent here, and which of these fail on purpose, with the reason."""

from __future__ import annotations

#: Of a test file the names of the tests that ask for something which the toolkit has, too; of files
#: that are not listed, all.
EQUIVALENT: dict[str, tuple[str, ...]] = {
    "scikit_learn_test_mlp.py": (
        "test_lbfgs_classification", "test_lbfgs_regression", "test_multioutput_regression",
        "test_partial_fit_classes_error", "test_partial_fit_unseen_classes",
        "test_predict_proba_binary", "test_predict_proba_multiclass", "test_sparse_matrices",
        "test_preserve_feature_names", "test_mlp_classifier_dtypes_casting",
        "test_mlp_regressor_dtypes_casting",
    ),
    "hpelm_test_acceptance.py": ("test_*sine*", "test_*regression*", "test_*iris*"),
    "hpelm_test_correctness.py": (
        "test_NonNumpy*", "test_OneDimension*", "test_WrongDimensionality*", "test_ZeroInputs*",
        "test_TrainWithoutNeurons*", "test_DifferentNumberOfSamples*", "test_Classification_*",
        "test_MultiLabelClassification_Works", "test_WeightedClassification_Works",
    ),
}  # fmt: skip

#: Of a test file the tests that fail on purpose.
ON_PURPOSE: dict[str, dict[str, str]] = {
    "scikit_learn_test_kernel_ridge.py": dict.fromkeys(
        (
            "test_kernel_ridge",
            "test_kernel_ridge_sparse",
            "test_kernel_ridge_sample_weights",
            "test_kernel_ridge_multi_output",
            "test_kernel_ridge_precomputed",
        ),
        "the mean of the targets is learnt apart, as an intercept that the ridge term spares",
    ),
    "scikit_learn_test_mlp.py": {
        "test_lbfgs_regression": "50 hidden neurons that are drawn do less than 50 that are trained",
        "test_multioutput_regression": "50 hidden neurons that are drawn do less than 50 that are trained",
        "test_predict_proba_binary": "the ridge term is chosen for rows left out, not for AUC 1 on its own",
        "test_partial_fit_classes_error": "classes need not be known before: a new one is learnt as it comes",
    },
    "skelm_test_acceptance.py": {
        "test_SineWave_Solves": "y of one column is read as numbers, so predictions have no column",
        "test_Xor_OneNeuron_Solved": "alpha is chosen by leave-one-out: of XOR's four rows none follows from the others",
        "test_ELMClassifier_MultilabelClassification_Works": "a row has one label: several labels a row are refused",
    },
    "hpelm_test_correctness.py": {
        "test_NonNumpyInputs_RaiseError": "texts of numbers are read as numbers, as scikit-learn does",
    },
}
