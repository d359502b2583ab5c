CREATE TABLE `shadow` (
  `a` int(11) NOT NULL,
  `v` bigint(20) GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
  CONSTRAINT `__test_ck` CHECK (`v` > -2)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
