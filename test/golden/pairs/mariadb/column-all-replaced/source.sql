CREATE TABLE `source` (
  `x` int(11) DEFAULT NULL,
  `y` varchar(50) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
