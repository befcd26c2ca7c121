export default "sha384-8kmSj8sHIwh2N15gb7SJADqwL2DOOho/MbzI3/Ezdh/zpsY2ymvZCVfEMsXfO4l8";
