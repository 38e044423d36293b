-- A look at the blood smear is a procedure told by its conclusion.
ALTER TABLE "Procedure" DROP CONSTRAINT "Procedure_kind_check";
ALTER TABLE "Procedure" ADD CONSTRAINT "Procedure_kind_check"
  CHECK ("kind" IN ('marrow', 'lumbar-puncture', 'smear', 'x-ray', 'ct', 'ultrasound'));
