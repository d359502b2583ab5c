CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT 5,
  `b` varchar(9) DEFAULT 'x''y',
  `c` datetime DEFAULT current_timestamp(),
  `d` bit(4) DEFAULT b'11',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
